-- Prints one line of figures for benchmarks/compare.py, and with FRESH=1 asks for a new
-- address each time, so that no page is in memory.
local count = 0
local id = 0
function setup(thread) thread:set("id", id) id = id + 1 end
function request()
  if os.getenv("FRESH") ~= "1" then return wrk.format() end
  count = count + 1
  local mark = wrk.path:find("?", 1, true) and "&" or "?"
  return wrk.format(nil, wrk.path .. mark .. "fresh=" .. id .. "-" .. os.time() .. "-" .. count)
end
function done(summary, latency, requests)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.status + summary.errors.timeout
  io.write(string.format("FIGURES %f %f %f %f %d\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1e3,
    latency:percentile(95) / 1e3, latency:percentile(99) / 1e3, failed))
end
