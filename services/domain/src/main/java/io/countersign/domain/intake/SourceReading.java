package io.countersign.domain.intake;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The account of how an alert or a change was read that didn't come as it should. Nothing is lost
 * over a trifle: what can't be used is cut or replaced, and that's said here.
 *
 * @param namedBy what told the entity
 * @param adjustments everything that was done to it
 */
public record SourceReading(NamedBy namedBy, Set<Adjustment> adjustments) {
  /** The rung of the ladder that told what something is about, the first that could. */
  public enum NamedBy {
    /** A change's own word, or the attribute that names the entity as the integration maps it. */
    MAPPED,
    SERVICE,
    WORKLOAD,
    POD,
    VOLUME,
    HOST,
    JOB,
    /** Nothing did, so the rule itself is what an alert is about. */
    ALERT_NAME,
    /** Nothing did, so a change is about what was done. */
    ACTION
  }

  /** A thing that was done to an alert or a change so that it could be kept. */
  public enum Adjustment {
    NAME_CUT,
    NAME_MISSING,
    STATUS_UNKNOWN,
    /** The time of receipt stands in. */
    START_UNKNOWN,
    /** The time of receipt stands in. */
    END_UNKNOWN,
    FINGERPRINT_COMPUTED,
    /**
     * Characters that no entity's id has were replaced, the name was cut, or one that looked like a
     * secret was passed over.
     */
    ENTITY_NAME_REPLACED,
    /** Characters that no environment's name has were replaced, or it looked like a secret. */
    ENVIRONMENT_REPLACED,
    LABEL_CUT,
    /** There were more of them, or longer ones in all, than are kept. */
    LABELS_LEFT_OUT,
    /** A number, flag or structure where a text belongs: it's kept as its text. */
    LABEL_NOT_TEXT,
    /** Characters that can't be recorded were replaced. */
    CHARACTERS_REPLACED,
    /** The last one was taken. */
    MEMBER_NAMED_TWICE,
    /** Members that this form doesn't have were passed over. */
    MEMBER_UNKNOWN,
    MEMBER_UNUSABLE,
    /** A text that is longer than what is kept of it. */
    MEMBER_CUT,
    /** It's missing, or no word. */
    ACTION_REPLACED,
    /** What it came in wasn't well-formed as a whole, or in another form: it was told apart. */
    DELIVERY_MENDED
  }

  public SourceReading {
    adjustments = Set.copyOf(adjustments);
  }

  /** Null when it came as it should, and there is nothing to say. */
  public static @Nullable SourceReading of(NamedBy namedBy, Set<Adjustment> adjustments) {
    return namedBy == NamedBy.MAPPED && adjustments.isEmpty()
        ? null
        : new SourceReading(namedBy, adjustments);
  }
}
