package io.countersign.connectors.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One kind of source that delivers alerts: the form of its bodies, and what holds of them where the
 * configuration file says nothing. Such a source is never asked; it has no connection.
 */
public interface DeliveryType {
  /**
   * The word for it in the file, kebab-case; also the name of an integration that is always there.
   */
  String kind();

  /** What delivers in this form, in one line, for the reference. */
  String summary();

  /** The source's label to OpenTelemetry attribute, where the file says nothing. */
  Map<String, String> labels();

  /** How long an alert that fires is told no more until it's taken for over; zero for never. */
  default Duration staleAfter() {
    return Duration.ZERO;
  }

  /**
   * Reads a body of at most {@link ParsedBody#MAX_BYTES}; it never throws for what it reads.
   *
   * @param receivedAt stands in for times that the source doesn't tell in a way that can be used
   */
  ParsedBody<AlertBatch> parse(byte[] body, IntegrationSettings integration, Instant receivedAt);
}
