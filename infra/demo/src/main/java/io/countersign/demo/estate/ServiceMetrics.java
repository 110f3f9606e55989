package io.countersign.demo.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The metrics of one service, in Prometheus' text form. */
final class ServiceMetrics {
  private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5};
  private static final int CAPACITY = 200;

  private final LongAdder requests = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final AtomicInteger busy = new AtomicInteger();
  private final List<LongAdder> buckets = new ArrayList<>();

  ServiceMetrics() {
    for (int i = 0; i < BOUNDS.length; i++) {
      buckets.add(new LongAdder());
    }
  }

  void began() {
    busy.incrementAndGet();
  }

  void ended(int status, long tookNanos) {
    busy.decrementAndGet();
    requests.increment();
    nanos.add(tookNanos);
    if (status >= 500) {
      errors.increment();
    }
    for (int i = 0; i < BOUNDS.length; i++) {
      if (tookNanos <= BOUNDS[i] * 1e9) {
        buckets.get(i).increment();
      }
    }
  }

  String text() {
    var text = new StringBuilder();
    text.append("# TYPE shop_requests_total counter\n");
    line(text, "shop_requests_total", requests.sum());
    text.append("# TYPE shop_errors_total counter\n");
    line(text, "shop_errors_total", errors.sum());
    text.append("# TYPE shop_busy_ratio gauge\n");
    line(text, "shop_busy_ratio", busy.get() / (double) CAPACITY);
    histogram(text);
    return text.toString();
  }

  private void histogram(StringBuilder text) {
    text.append("# TYPE shop_request_seconds histogram\n");
    for (int i = 0; i < BOUNDS.length; i++) {
      line(text, "shop_request_seconds_bucket{le=\"" + BOUNDS[i] + "\"}", buckets.get(i).sum());
    }
    line(text, "shop_request_seconds_bucket{le=\"+Inf\"}", requests.sum());
    line(text, "shop_request_seconds_sum", nanos.sum() / 1e9);
    line(text, "shop_request_seconds_count", requests.sum());
  }

  private static void line(StringBuilder text, String name, Number value) {
    text.append(name).append(' ').append(value).append('\n');
  }
}
