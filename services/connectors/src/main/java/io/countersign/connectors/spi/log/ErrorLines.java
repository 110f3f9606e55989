package io.countersign.connectors.spi.log;

import io.countersign.domain.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The errors that an entity wrote.
 *
 * @param kinds those seen most often since the onset first
 * @param traces requests that failed, spread over the time since the onset, in order of time
 * @param digest of kinds and traces: the same lines give the same digest
 */
public record ErrorLines(
    List<Kind> kinds, List<FailedRequest> traces, LogReach reach, Digest digest) {
  /**
   * One kind of error.
   *
   * @param signature the text without what differs from line to line
   * @param first the first time since the onset; before it, if it was seen only there
   * @param last the last time
   * @param example one such text, without secrets and personal data
   */
  public record Kind(
      String signature, int before, int during, Instant first, Instant last, String example) {}

  /** A request that failed, by its W3C trace id, and when an error line named it first. */
  public record FailedRequest(String traceId, Instant at) {}

  public ErrorLines {
    kinds = List.copyOf(kinds);
    traces = List.copyOf(traces);
  }

  public static ErrorLines of(List<Kind> kinds, List<FailedRequest> traces, LogReach reach) {
    var canonical =
        Map.of(
            "kinds", kinds.stream().map(ErrorLines::canonical).toList(),
            "traces",
                traces.stream().map(it -> List.of(it.traceId(), it.at().toString())).toList());
    return new ErrorLines(kinds, traces, reach, Digest.ofJson(canonical));
  }

  private static Map<String, Object> canonical(Kind kind) {
    return Map.of(
        "signature", kind.signature(),
        "before", kind.before(),
        "during", kind.during(),
        "first", kind.first().toString(),
        "last", kind.last().toString(),
        "example", kind.example());
  }
}
