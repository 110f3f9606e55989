package io.countersign.demo.monitoring;

import java.net.URI;

/** The monitoring that watches the estate and tells the product of alerts. */
public sealed interface Monitoring extends AutoCloseable
    permits PrometheusAndAlertmanager, StandInMonitoring {
  /** In words for the terminal, with what it can't do. */
  String description();

  /** Where Prometheus' HTTP API is. */
  URI queries();

  /** Ends it; never fails. */
  @Override
  void close();
}
