package io.countersign.ledger.codec;

import io.countersign.domain.NameUuid;
import java.util.UUID;

/** Ids that follow from the command: sent twice, it makes the same ones. */
public final class EventIds {
  /** No command makes more events than this. */
  public static final int MOST = 16;

  private EventIds() {}

  /** UUIDv5 of the command's id as namespace and the event's number, from 0, as name. */
  public static UUID of(UUID command, int number) {
    return NameUuid.of(command, Integer.toString(number));
  }
}
