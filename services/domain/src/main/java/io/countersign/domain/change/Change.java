package io.countersign.domain.change;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Digest;
import io.countersign.domain.TextRedaction;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.intake.SourceReading;
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
 * @param reading what was done to it so that it could be kept; null when nothing was
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
    @Nullable BlobRef actor,
    @Nullable SourceReading reading) {
  /** One that came as it should. */
  public Change(
      String feed,
      EntityId entity,
      String action,
      Instant at,
      @Nullable String reference,
      @Nullable String fromVersion,
      @Nullable String toVersion,
      @Nullable String remediation,
      @Nullable BlobRef actor) {
    this(feed, entity, action, at, reference, fromVersion, toVersion, remediation, actor, null);
  }

  /**
   * The same without what looks like a secret in its texts; it's the redacted one that is known.
   */
  public Change redacted() {
    return new Change(
        feed,
        entity.redacted(),
        TextRedaction.text(action),
        at,
        redacted(reference),
        version(fromVersion),
        version(toVersion),
        remediation,
        actor,
        reading);
  }

  /** As its feed told it: {@code web@1.2.3} is nobody's address. */
  private static @Nullable String version(@Nullable String version) {
    return version == null ? null : TextRedaction.secrets(version);
  }

  private static @Nullable String redacted(@Nullable String text) {
    return text == null ? null : TextRedaction.text(text);
  }

  /** The key's digest. */
  public String key() {
    var key = new TreeMap<String, Object>(Map.of("feed", feed, "entity", entity.toString()));
    key.put("action", action);
    key.put("at", at.toString());
    return Digest.ofJson(key).hex();
  }

  /** The same, done by this remediation of ours; by none of them if null. */
  public Change by(@Nullable String ours) {
    return new Change(
        feed, entity, action, at, reference, fromVersion, toVersion, ours, actor, reading);
  }

  /** Whether it put another version into service. */
  public boolean isRelease() {
    return toVersion != null && !toVersion.equals(fromVersion);
  }
}
