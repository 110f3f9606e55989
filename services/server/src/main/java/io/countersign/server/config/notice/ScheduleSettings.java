package io.countersign.server.config.notice;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.oncall.DutyOverride;
import io.countersign.domain.oncall.LocalHours;
import io.countersign.domain.oncall.Rotation;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * One on-call schedule, as configured.
 *
 * @param via the notification by which whoever is on call is told
 * @param zone by whose clock it goes
 * @param layers the most important first
 */
public record ScheduleSettings(
    String name,
    String via,
    ZoneId zone,
    List<LayerSettings> layers,
    List<DutyOverride> overrides) {
  /** One layer. */
  public record LayerSettings(String name, Plan plan, List<LocalHours> hours) {
    public LayerSettings {
      hours = List.copyOf(hours);
    }
  }

  /** Where a layer's shifts come from. */
  public sealed interface Plan {}

  /** Declared here. */
  public record Declared(Rotation rotation) implements Plan {}

  /**
   * A file of iCalendar.
   *
   * @param names whom an event's summary means
   * @param zone of what names none
   */
  public record Imported(Path file, Map<String, PrincipalId> names, ZoneId zone) implements Plan {
    public Imported {
      names = Map.copyOf(names);
    }
  }

  public ScheduleSettings {
    layers = List.copyOf(layers);
    overrides = List.copyOf(overrides);
  }
}
