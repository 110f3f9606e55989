package io.countersign.domain.alert;

import io.countersign.domain.BlobRef;
import io.countersign.domain.Command;
import java.time.Instant;

/** A command about one mute. */
public sealed interface MuteCommand extends Command {
  MuteId mute();

  @Override
  default String target() {
    return mute().value();
  }

  /**
   * A person wants to hear nothing of these alerts for a while.
   *
   * @param until when it ends by itself (UTC)
   * @param reason the person's words, kept beside the record
   */
  record MuteAlerts(MuteId mute, MuteMatcher matcher, Instant until, BlobRef reason)
      implements MuteCommand {}

  /** A person ends it early. */
  record LiftMute(MuteId mute) implements MuteCommand {}

  /** Its time has come: asked by the product, judged against the recorded end. */
  record ExpireMute(MuteId mute) implements MuteCommand {}
}
