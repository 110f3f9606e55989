package io.countersign.connectors.spi.log;

import io.countersign.domain.Digest;
import java.time.Instant;
import java.util.List;

/**
 * The requests that an entity wrote about.
 *
 * @param hops one for each request that was found, by trace id
 * @param digest of the hops: the same lines give the same digest
 */
public record TracedLines(List<Hop> hops, LogReach reach, Digest digest) {
  /**
   * What an entity wrote of one request.
   *
   * @param at its first line
   * @param failed whether one of its lines is an error
   */
  public record Hop(String traceId, Instant at, boolean failed) {}

  public TracedLines {
    hops = List.copyOf(hops);
  }

  public static TracedLines of(List<Hop> hops, LogReach reach) {
    var canonical =
        hops.stream()
            .map(it -> List.<Object>of(it.traceId(), it.at().toString(), it.failed()))
            .toList();
    return new TracedLines(hops, reach, Digest.ofJson(canonical));
  }
}
