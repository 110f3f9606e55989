package io.countersign.server.oncall;

import io.countersign.connectors.icalendar.ICalendarFile;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.calendar.rule.CalendarEntry;
import io.countersign.domain.oncall.Duty;
import io.countersign.domain.oncall.ImportedDuty;
import io.countersign.domain.oncall.Layer;
import io.countersign.domain.oncall.OnCall;
import io.countersign.domain.oncall.Schedule;
import io.countersign.ledger.access.Principals;
import io.countersign.server.config.Configuration;
import io.countersign.server.config.notice.NoticeSettings;
import io.countersign.server.config.notice.ScheduleSettings;
import io.countersign.server.config.notice.ScheduleSettings.Declared;
import io.countersign.server.config.notice.ScheduleSettings.Imported;
import io.countersign.server.config.notice.ScheduleSettings.LayerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The on-call schedules that are configured. Files are read again and again; of one that can't be
 * used any more, what was read last stays.
 */
@Component
public final class OncallSchedules {
  /**
   * One schedule.
   *
   * @param schedule as it's followed: without those who were disabled
   * @param via the notification that tells who is on call
   * @param disabled whom it names although they were, sorted; the next has their shifts
   */
  public record Known(Schedule schedule, String via, List<PrincipalId> disabled) {
    public Known {
      disabled = List.copyOf(disabled);
    }
  }

  private final NoticeSettings settings;
  private final Principals principals;
  private volatile Map<String, Known> known;
  private volatile Map<String, String> unusable = Map.of();

  @Autowired
  OncallSchedules(Configuration configuration, Principals principals, InstantSource clock) {
    this(configuration.notices(), principals, clock.instant());
  }

  /**
   * @throws IllegalStateException for a file that can't be used, with each line that is wrong
   */
  OncallSchedules(NoticeSettings settings, Principals principals, Instant now) {
    this.settings = settings;
    this.principals = principals;
    var read = new LinkedHashMap<String, Known>();
    for (var it : settings.schedules()) {
      read.put(it.name(), new Known(schedule(it, now), it.via(), List.of()));
    }
    known = read;
  }

  /** Reads their files again. */
  void refresh(Instant now) {
    var read = new LinkedHashMap<>(known);
    var wrong = new HashMap<String, String>();
    for (var it : settings.schedules()) {
      try {
        read.put(it.name(), new Known(schedule(it, now), it.via(), List.of()));
      } catch (IllegalStateException e) {
        wrong.put(it.name(), String.valueOf(e.getMessage()));
      }
    }
    known = read;
    unusable = Map.copyOf(wrong);
  }

  /** Why a schedule's file can't be used any more; empty while it can. */
  Optional<String> unusable(String name) {
    return Optional.ofNullable(unusable.get(name));
  }

  /** In the file's order. */
  public List<Known> all() {
    return known.values().stream().map(this::followed).toList();
  }

  public Optional<Known> find(String name) {
    return Optional.ofNullable(known.get(name)).map(this::followed);
  }

  /** Whoever was disabled reads no notice any more. */
  private Known followed(Known declared) {
    var disabled =
        declared.schedule().people().stream()
            .filter(it -> principals.find(it).filter(found -> !found.active()).isPresent())
            .sorted(Comparator.comparing(PrincipalId::value))
            .toList();
    return new Known(declared.schedule().without(Set.copyOf(disabled)), declared.via(), disabled);
  }

  /** By whose clock a schedule goes. */
  ZoneId zone(String name) {
    return settings.schedules().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow()
        .zone();
  }

  /** Whether it's anybody's id here. */
  boolean isKnown(PrincipalId person) {
    return principals.find(person).isPresent();
  }

  /** Where somebody is reached; empty where that isn't configured. */
  Optional<String> address(PrincipalId person) {
    return Optional.ofNullable(settings.people().get(person));
  }

  /** Who is on call then and can be reached. */
  Optional<OnCall.Somebody> reachable(Known schedule, Instant at) {
    return schedule.schedule().at(at) instanceof OnCall.Somebody it
            && settings.people().containsKey(it.person())
        ? Optional.of(it)
        : Optional.empty();
  }

  private static Schedule schedule(ScheduleSettings settings, Instant now) {
    var layers = new ArrayList<Layer>();
    for (var it : settings.layers()) {
      layers.add(new Layer(it.name(), duty(it, now), it.hours()));
    }
    return new Schedule(settings.name(), layers, settings.overrides());
  }

  private static Duty duty(LayerSettings layer, Instant now) {
    return switch (layer.plan()) {
      case Declared(var rotation) -> rotation;
      case Imported imported -> imported(imported, now);
    };
  }

  /** An event that nobody is named for can't be passed over: it would be a gap that isn't seen. */
  private static ImportedDuty imported(Imported from, Instant now) {
    try {
      var roster = ICalendarFile.roster(Files.readAllBytes(from.file()), from.zone().getId(), now);
      if (!roster.problems().isEmpty()) {
        throw new IllegalStateException(from.file() + " can't be used: " + roster.problems());
      }
      var shifts = new LinkedHashMap<PrincipalId, List<CalendarEntry>>();
      roster.bySummary().forEach((summary, entries) -> add(shifts, from, summary, entries));
      return new ImportedDuty(shifts);
    } catch (IOException e) {
      throw new IllegalStateException(from.file() + " can't be read", e);
    }
  }

  private static void add(
      Map<PrincipalId, List<CalendarEntry>> shifts,
      Imported from,
      String summary,
      List<CalendarEntry> entries) {
    var person = from.names().get(summary);
    if (person == null) {
      throw new IllegalStateException(
          from.file() + " has events of somebody whom `names` doesn't have: " + summary);
    }
    shifts.computeIfAbsent(person, _ -> new ArrayList<>()).addAll(entries);
  }
}
