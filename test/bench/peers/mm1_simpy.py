"""The same M/M/1 in SimPy, written the way its documentation does: a process per customer and a Resource."""

import json
import math
import random
import sys
import time

import simpy

SERVICE_US = 1000.0
UTILISATION = 0.8


def simulate(customers):
    env = simpy.Environment()
    server = simpy.Resource(env, capacity=1)
    draw = random.Random(777).random
    total = [0.0, 0]

    def customer():
        arrived = env.now
        with server.request() as turn:
            yield turn
            yield env.timeout(-math.log(1.0 - draw()) * SERVICE_US)
        total[0] += env.now - arrived
        total[1] += 1

    def source():
        for _ in range(customers):
            env.process(customer())
            yield env.timeout(-math.log(1.0 - draw()) * SERVICE_US / UTILISATION)

    env.process(source())
    env.run()
    return total[0] / total[1] / SERVICE_US


count = int(sys.argv[1])
simulate(2_000)
cpu, wall = time.process_time_ns(), time.perf_counter_ns()
mean = simulate(count)
print(
    json.dumps(
        {
            "operations": 2 * count,
            "cpuNs": time.process_time_ns() - cpu,
            "wallNs": time.perf_counter_ns() - wall,
            "extra": {"W": mean},
        }
    )
)
