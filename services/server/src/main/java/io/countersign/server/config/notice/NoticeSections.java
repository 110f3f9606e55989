package io.countersign.server.config.notice;

import io.countersign.connectors.settings.Nearest;
import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.domain.PrincipalId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/** The reader of the sections that say who hears of what. */
public final class NoticeSections {
  /** Before a schedule's name where a receiver is meant. */
  public static final String ONCALL = "oncall:";

  private static final SettingForm<String> ADDRESS =
      SettingForm.parsed("address", NoticeSections::address, "nobody@example.org");

  private NoticeSections() {}

  /**
   * @param notifications the configured ones' names
   */
  public static NoticeSettings read(SettingsReader top, Collection<String> notifications) {
    var schedules = OncallSection.read(top);
    var people = people(top);
    schedules.stream()
        .filter(it -> !notifications.contains(it.via()))
        .filter(it -> !it.via().isEmpty())
        .forEach(
            it ->
                top.problem(
                    "oncall", it.name() + "/via " + Nearest.unknown(it.via(), notifications)));
    var receivers = new HashSet<>(notifications);
    schedules.forEach(it -> receivers.add(ONCALL + it.name()));
    return new NoticeSettings(RoutesSection.read(top, receivers), schedules, people);
  }

  private static Map<PrincipalId, String> people(SettingsReader top) {
    var people = new HashMap<PrincipalId, String>();
    var given = top.all("people", "PRINCIPAL", ADDRESS, "where who is on call is reached");
    given.forEach(
        (id, address) -> {
          try {
            people.put(NoticeForms.person(id), address);
          } catch (IllegalArgumentException e) {
            top.problem("people", "'" + id + "' " + e.getMessage());
          }
        });
    return people;
  }

  /** As loose as a notification may be that it is for; each checks it itself. */
  private static String address(String text) {
    if (!text.matches("[^\\s\\p{Cntrl},;<>]{3,254}")) {
      throw new IllegalArgumentException("must be one address, without spaces, commas and names");
    }
    return text;
  }
}
