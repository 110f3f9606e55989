package io.countersign.domain.policy.bundle;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/**
 * The outline of a bundle: what it is, in short; its files lie beside the record.
 *
 * @param digest of its content
 * @param content where the files lie
 * @param rules how many rules it has
 * @param runbooks how many runbooks
 * @param brought the digests by id of those runbooks that the bundle to be replaced hasn't, or has
 *     with other content; null where it was proposed before that was recorded
 */
public record BundleSummary(
    Digest digest,
    BlobRef content,
    int files,
    int rules,
    int runbooks,
    @Nullable Map<String, Digest> brought) {
  /** As many as one event holds, beside what people wrote. */
  static final int MOST_BROUGHT = 100;

  public BundleSummary {
    brought = brought == null ? null : Map.copyOf(brought);
  }

  /** The same with its first runbooks, as one event holds it. */
  BundleSummary first() {
    return brought == null || brought.isEmpty() ? this : with(parts(brought).getFirst());
  }

  /** The rest of the runbooks, as many in each part as one event holds. */
  List<Map<String, Digest>> rest() {
    var parts = brought == null ? List.<Map<String, Digest>>of() : parts(brought);
    return parts.isEmpty() ? parts : parts.subList(1, parts.size());
  }

  /** The same, which brings these too. */
  public BundleSummary bringing(Map<String, Digest> more) {
    var all = new TreeMap<>(brought == null ? Map.of() : brought);
    all.putAll(more);
    return with(all);
  }

  private BundleSummary with(Map<String, Digest> those) {
    return new BundleSummary(digest, content, files, rules, runbooks, those);
  }

  private static List<Map<String, Digest>> parts(Map<String, Digest> all) {
    var sorted = List.copyOf(new TreeMap<>(all).entrySet());
    return sorted.stream()
        .gather(Gatherers.windowFixed(MOST_BROUGHT))
        .<Map<String, Digest>>map(
            it -> it.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
        .toList();
  }
}
