package io.countersign.domain.audit;

import io.countersign.domain.Command;
import java.util.List;

/** A command about the keys of the log. */
public sealed interface LogKeyCommand extends Command {
  /** The one aggregate of it: a record has one log. No principal's id looks like this. */
  String LOG = "audit:log";

  @Override
  default String target() {
    return LOG;
  }

  /**
   * Other keys take over.
   *
   * @param oldKey the Ed25519 key by which the log is known until now, as a verifier's key text
   * @param newKeys those that sign from then on, the Ed25519 one first
   * @param signature the old key's over {@link LogKeyRotation#statement}, in base64
   */
  record RotateLogKey(String origin, String oldKey, List<String> newKeys, String signature)
      implements LogKeyCommand {
    public RotateLogKey {
      newKeys = List.copyOf(newKeys);
    }
  }
}
