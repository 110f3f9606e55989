package io.countersign.server.audit.silence;

import io.countersign.domain.alert.MuteEvent;
import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.conversation.ConversationEvent;
import io.countersign.domain.intake.IntakeEvent;
import io.countersign.ledger.RecordedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The states that held already at a position, out of the events up to there. */
final class StandingThen {
  private StandingThen() {}

  /** Those that fit something of the service and weren't lifted by then. */
  static List<RecordedEvent> mutes(List<RecordedEvent> events, EntityId service, long at) {
    var held = new LinkedHashMap<String, RecordedEvent>();
    for (var recorded : events) {
      if (recorded.position() > at) {
        break;
      }
      switch (recorded.event()) {
        case MuteEvent.Muted e when fits(e, service) -> held.put(e.mute().value(), recorded);
        case MuteEvent.Unmuted e -> held.remove(e.mute().value());
        default -> {
          // of something else
        }
      }
    }
    return List.copyOf(held.values());
  }

  static boolean fits(MuteEvent.Muted muted, EntityId service) {
    var entity = muted.matcher().entity();
    return entity == null || entity.equals(service);
  }

  /** The heartbeats that were lost, and not back. */
  static List<RecordedEvent> lost(List<RecordedEvent> newestFirst) {
    return latest(newestFirst).values().stream()
        .filter(it -> it.event() instanceof IntakeEvent.HeartbeatLost)
        .toList();
  }

  /** The channels where nothing could be told. */
  static List<RecordedEvent> failing(List<RecordedEvent> newestFirst) {
    return latest(newestFirst).values().stream()
        .filter(it -> it.event() instanceof ConversationEvent.DeliveryFailed)
        .toList();
  }

  private static Map<String, RecordedEvent> latest(List<RecordedEvent> newestFirst) {
    return newestFirst.stream()
        .collect(
            Collectors.toMap(
                StandingThen::subject, it -> it, (newest, _) -> newest, LinkedHashMap::new));
  }

  private static String subject(RecordedEvent recorded) {
    return switch (recorded.event()) {
      case IntakeEvent.HeartbeatLost e -> e.integration() + " " + e.name();
      case IntakeEvent.HeartbeatBack e -> e.integration() + " " + e.name();
      case ConversationEvent e -> e.connection() + " " + e.channel();
      default -> "";
    };
  }

  /** Mute events of that part of the record, of mutes that fit the service. */
  static List<RecordedEvent> muteEvents(List<RecordedEvent> events, EntityId service, long after) {
    var fitting = new ArrayList<String>();
    var found = new ArrayList<RecordedEvent>();
    for (var recorded : events) {
      switch (recorded.event()) {
        case MuteEvent.Muted e when fits(e, service) -> {
          fitting.add(e.mute().value());
          found.add(recorded);
        }
        case MuteEvent.Unmuted e when fitting.contains(e.mute().value()) -> found.add(recorded);
        default -> {
          // of something else
        }
      }
    }
    return found.stream().filter(it -> it.position() > after).toList();
  }
}
