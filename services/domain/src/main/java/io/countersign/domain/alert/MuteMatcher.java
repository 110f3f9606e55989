package io.countersign.domain.alert;

import io.countersign.domain.TextRedaction;
import io.countersign.domain.catalog.EntityId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that a mute is about. All that is given has to fit, so each part makes it narrower: an
 * entity alone is a whole service, with a rule's name one alert of it. Nothing is guessed: names
 * are compared as they are.
 *
 * @param entity what the alert is about; null for anything
 * @param alert the rule's name; null for any
 * @param fingerprint the source's identity of the alert over all its episodes; null for any
 */
public record MuteMatcher(
    @Nullable EntityId entity, @Nullable String alert, @Nullable String fingerprint) {
  /** Alerts of the product itself are held back only where a mute names them. */
  public static final String OWN_INTEGRATION = "countersign";

  /** The product's own alert that a source of alerts has fallen silent. */
  public static final String SOURCE_LOST = "HeartbeatLost";

  /** What they are about: a source of alerts. */
  private static final String SOURCE = "integration";

  /** Whether it would be about every alert there is. */
  public boolean isEverything() {
    return entity == null && alert == null && fingerprint == null;
  }

  /** Whether alerts could fit: they are recorded without secrets and people's addresses. */
  public boolean isRecordable() {
    return (entity == null || entity.redacted().equals(entity))
        && Stream.of(alert, fingerprint).noneMatch(it -> it != null && TextRedaction.isNeeded(it));
  }

  /** Whether it asks for silence about silence: that a source of alerts is lost. */
  public boolean isAboutSource() {
    return entity != null && entity.kind().equals(SOURCE);
  }

  /** Whether it says so in as many words: that one source will be away for a while. */
  public boolean isPlannedAbsence() {
    return isAboutSource() && SOURCE_LOST.equals(alert);
  }

  public boolean fits(
      String itsIntegration, EntityId itsEntity, String itsName, String itsFingerprint) {
    return (!itsIntegration.equals(OWN_INTEGRATION) || isPlannedAbsence())
        && (entity == null || entity.equals(itsEntity))
        && (alert == null || alert.equals(itsName))
        && (fingerprint == null || fingerprint.equals(itsFingerprint));
  }
}
