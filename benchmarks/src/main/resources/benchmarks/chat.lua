-- Posts the same chat completion again and again, and ends with one line to read by program.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("BENCH_KEY")
local body = io.open(os.getenv("BENCH_BODY"), "rb")
wrk.body = body:read("*a")
body:close()

function done(summary, latency, requests)
  io.write(string.format("RESULT requests=%d micros=%d p50=%d p99=%d refused=%d broken=%d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
