package io.countersign.server.config.notice;

import io.countersign.domain.PrincipalId;
import io.countersign.domain.oncall.route.Routing;
import java.util.List;
import java.util.Map;

/**
 * The configured ways of notices: who hears of what.
 *
 * @param routing everything to everybody where no route is configured
 * @param schedules in the file's order
 * @param people where each of them is reached; it's in no event
 */
public record NoticeSettings(
    Routing routing, List<ScheduleSettings> schedules, Map<PrincipalId, String> people) {
  public NoticeSettings {
    schedules = List.copyOf(schedules);
    people = Map.copyOf(people);
  }

  /** Without the addresses. */
  @Override
  public String toString() {
    return "NoticeSettings[" + routing + ", " + schedules + "]";
  }
}
