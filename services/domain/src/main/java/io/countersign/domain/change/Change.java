package io.countersign.domain.change;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.catalog.EntityId;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One change, as a feed or a POST told of it. Its key is (feed, entity, action, at): a reference
 * such as a change id may stand on several records.
 *
 * @param feed the configured feed or integration it came from
 * @param action what was done, in the feed's word: {@code deploy}, {@code rollback}, {@code
 *     restart}, ...
 * @param reference the change's own id there, such as {@code CHG-1005}
 * @param remediation of ours that is said to have done it: as told a claim, as recognised a fact
 *     (see {@link OwnChanges})
 * @param actor who did it: personal, so kept beside the record
 */
public record Change(
    String feed,
    EntityId entity,
    String action,
    Instant at,
    @Nullable String reference,
    @Nullable String fromVersion,
    @Nullable String toVersion,
    @Nullable String remediation,
    @Nullable BlobRef actor) {
  /** The key's digest. */
  public String key() {
    var key = new TreeMap<String, Object>(Map.of("feed", feed, "entity", entity.toString()));
    key.put("action", action);
    key.put("at", at.toString());
    return Digest.ofJson(key).hex();
  }

  /** The same, done by this remediation of ours; by none of them if null. */
  public Change by(@Nullable String ours) {
    return new Change(feed, entity, action, at, reference, fromVersion, toVersion, ours, actor);
  }

  /** Whether it put another version into service. */
  public boolean isRelease() {
    return toVersion != null && !toVersion.equals(fromVersion);
  }
}
