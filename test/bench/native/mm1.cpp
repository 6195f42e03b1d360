// The same M/M/1 by hand in C++: std::priority_queue of structs, a switch, the same statistics and a log-linear histogram.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <queue>
#include <vector>

struct Event {
  int64_t when;
  uint64_t sequence;
  int32_t kind;
};
struct Later {
  bool operator()(const Event &a, const Event &b) const { return a.when > b.when || (a.when == b.when && a.sequence > b.sequence); }
};

static uint32_t x = 777;
static int64_t exponential(double mean) {
  x ^= x << 13, x ^= x >> 17, x ^= x << 5;
  return std::llround(-std::log((x + 0.5) / 4294967296.0) * mean);
}

int main(int, char **argv) {
  const double service = 1000, gap = service / 0.8;
  const int events = 2 * std::atoi(argv[1]), mask = (1 << 16) - 1;
  std::priority_queue<Event, std::vector<Event>, Later> queue;
  std::vector<int64_t> ring(mask + 1);
  std::vector<uint32_t> histogram(1 << 18);
  uint64_t sequence = 0, departed = 0;
  int64_t head = 0, size = 0, changedAt = 0, sum = 0;
  double area = 0;
  queue.push({0, sequence++, 0});
  auto run = [&](int count) {
    for (int i = 0; i < count; i++) {
      const Event e = queue.top();
      queue.pop();
      area += double(size) * double(e.when - changedAt);
      changedAt = e.when;
      switch (e.kind) {
        case 0:
          ring[(head + size) & mask] = e.when;
          if (size++ == 0) queue.push({e.when + exponential(service), sequence++, 1});
          queue.push({e.when + exponential(gap), sequence++, 0});
          break;
        case 1: {
          const int64_t stay = e.when - ring[head++ & mask];
          const double value = double(stay + 1);
          uint64_t bits;
          std::memcpy(&bits, &value, 8);
          histogram[(bits >> 45) - (1023ull << 7)]++;
          sum += stay;
          departed++;
          if (--size > 0) queue.push({e.when + exponential(service), sequence++, 1});
        }
      }
    }
  };
  run(200000);
  const std::clock_t start = std::clock();
  run(events);
  const double ns = 1e9 * double(std::clock() - start) / CLOCKS_PER_SEC;
  std::printf("{\"operations\":%d,\"cpuNs\":%.0f,\"wallNs\":%.0f,\"extra\":{\"W\":%.6f,\"L\":%.6f}}\n", events, ns, ns, double(sum) / double(departed) / service,
              area / double(changedAt));
}
