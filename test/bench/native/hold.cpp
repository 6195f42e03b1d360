// The hold model on std::priority_queue, stable by a sequence number: exponential increments, as in hold.ts.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <queue>
#include <vector>

struct Event {
  double key;
  uint64_t sequence;
  int32_t slot;
};
struct Later {
  bool operator()(const Event &a, const Event &b) const { return a.key > b.key || (a.key == b.key && a.sequence > b.sequence); }
};

int main(int, char **argv) {
  const int pending = std::atoi(argv[1]);
  const int holds = 2000000, warm = 300000 + std::min(2 * pending, 1000000), mask = (1 << 14) - 1;
  std::vector<double> delay(mask + 1);
  uint32_t x = 12345;
  for (double &d : delay) {
    x ^= x << 13, x ^= x >> 17, x ^= x << 5;
    d = std::floor(-std::log((x + 0.5) / 4294967296.0) * 1e6);
  }
  std::priority_queue<Event, std::vector<Event>, Later> queue;
  uint64_t sequence = 0;
  uint32_t hash = 0;
  int at = 0;
  for (int slot = 0; slot < pending; slot++) queue.push({delay[at++ & mask] * 8 + 2, sequence++, slot});
  auto hold = [&](int times) {
    for (int i = 0; i < times; i++) {
      const Event e = queue.top();
      queue.pop();
      hash = hash * 31 + e.slot;
      queue.push({e.key + delay[at++ & mask] * 8, sequence++, e.slot});
    }
  };
  hold(warm);
  const std::clock_t start = std::clock();
  hold(holds);
  const double ns = 1e9 * double(std::clock() - start) / CLOCKS_PER_SEC;
  std::printf("{\"operations\":%d,\"cpuNs\":%.0f,\"wallNs\":%.0f,\"check\":\"%d\"}\n", holds, ns, ns, int32_t(hash));
}
