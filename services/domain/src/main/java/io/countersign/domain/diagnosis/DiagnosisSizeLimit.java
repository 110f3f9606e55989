package io.countersign.domain.diagnosis;

import io.countersign.domain.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The limit that keeps what was found in a wide estate within the 32 KiB of an event. What is left
 * out here is still in the record: all claims of a gathering lie beside its event.
 *
 * @param causes how many of the best are kept
 * @param claims how many each reason names, its own entity's first
 */
public record DiagnosisSizeLimit(int causes, int claims) {
  /** In bytes of JSON; what remains of an event's 32 KiB is for what this doesn't count. */
  private static final int LARGEST = 28 * 1024;

  private static final int LONGEST_TEXT = 300;
  private static final int MOST_GAPS = 20;
  private static final int MOST_OBSERVED = 8;
  private static final List<DiagnosisSizeLimit> GENTLEST_FIRST =
      List.of(
          new DiagnosisSizeLimit(10, 12),
          new DiagnosisSizeLimit(10, 3),
          new DiagnosisSizeLimit(10, 1),
          new DiagnosisSizeLimit(3, 1),
          new DiagnosisSizeLimit(1, 1));

  /** As little is left out as the size allows; the best cause is always kept. */
  public static Diagnosis of(Diagnosis full) {
    return GENTLEST_FIRST.stream()
        .map(cut -> cut.applied(full))
        .filter(cut -> size(cut) <= LARGEST)
        .findFirst()
        .orElseGet(() -> GENTLEST_FIRST.getLast().applied(full));
  }

  /** The first of them, and how many more there are. */
  public static List<String> gaps(List<String> all) {
    var kept = all.stream().limit(MOST_GAPS).map(DiagnosisSizeLimit::cut);
    return all.size() <= MOST_GAPS
        ? kept.toList()
        : Stream.concat(kept, Stream.of("and " + (all.size() - MOST_GAPS) + " more")).toList();
  }

  /** As many as an event holds, the first of them; whoever records them has judged all. */
  public static List<ProbeReading> readings(List<ProbeReading> all) {
    int kept = 0;
    for (int size = 0; kept < all.size(); kept++) {
      size += bytes(json(all.get(kept).claim())) + 200;
      if (size > LARGEST) {
        break;
      }
    }
    return all.subList(0, kept);
  }

  private Diagnosis applied(Diagnosis full) {
    var best = full.causes().stream().limit(causes).map(this::applied).toList();
    var named = new HashSet<String>();
    best.forEach(cause -> cause.reasons().forEach(reason -> named.addAll(reason.claims())));
    return new Diagnosis(
        full.number(),
        full.revision(),
        full.diagnoser(),
        full.decided(),
        best,
        full.claims().stream()
            .filter(claim -> named.contains(claim.id()))
            .map(DiagnosisSizeLimit::shortened)
            .toList(),
        gaps(full.gaps()),
        full.observed() == null ? null : full.observed().stream().limit(MOST_OBSERVED).toList());
  }

  private Cause applied(Cause cause) {
    var reasons =
        cause.reasons().stream()
            .map(
                reason ->
                    new Cause.Reason(
                        cut(reason.text()),
                        reason.points(),
                        reason.claims().stream().limit(claims).toList()))
            .toList();
    return cause.with(reasons);
  }

  private static Claim shortened(Claim claim) {
    return new Claim(
        claim.id(),
        claim.source(),
        claim.query(),
        claim.from(),
        claim.to(),
        claim.stepSeconds(),
        claim.digest(),
        cut(claim.statement()));
  }

  /** By whole characters: half of one couldn't be written. */
  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "\u2026";
  }

  private static int size(Diagnosis diagnosis) {
    var parts =
        Stream.of(
                diagnosis.causes().stream().map(DiagnosisSizeLimit::json),
                diagnosis.claims().stream().map(DiagnosisSizeLimit::json),
                diagnosis.gaps().stream(),
                Stream.ofNullable(diagnosis.observed())
                    .flatMap(it -> it.stream().map(DiagnosisSizeLimit::json)))
            .flatMap(part -> part)
            .toList();
    return bytes(parts);
  }

  private static int bytes(Object json) {
    return CanonicalJson.write(json).getBytes(StandardCharsets.UTF_8).length;
  }

  private static Object json(Cause cause) {
    return Map.of(
        "entity", cause.entity().toString(),
        "kind", cause.kind().name(),
        "change", Objects.requireNonNullElse(cause.change(), ""),
        "toVersion", Objects.requireNonNullElse(cause.toVersion(), ""),
        "score", cause.score(),
        "reasons", cause.reasons().stream().map(DiagnosisSizeLimit::json).toList());
  }

  private static Object json(Cause.Reason reason) {
    return Map.of("text", reason.text(), "points", reason.points(), "claims", reason.claims());
  }

  private static Object json(ObservedHealth seen) {
    return Map.of(
        "entity", seen.entity().toString(),
        "state", seen.state().name(),
        "worst", Objects.requireNonNullElse(seen.worst(), ""),
        "lasts", seen.lasts());
  }

  private static Object json(Claim claim) {
    return Map.of(
        "id", claim.id(),
        "source", claim.source(),
        "query", claim.query(),
        "from", claim.from().toString(),
        "to", claim.to().toString(),
        "stepSeconds", claim.stepSeconds(),
        "digest", claim.digest().hex(),
        "statement", claim.statement());
  }
}
