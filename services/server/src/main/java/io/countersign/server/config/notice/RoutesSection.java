package io.countersign.server.config.notice;

import static io.countersign.connectors.settings.SettingForm.wholeNumber;

import io.countersign.connectors.settings.EnumNames;
import io.countersign.connectors.settings.Nearest;
import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.connectors.spi.notice.Notice;
import io.countersign.domain.alert.Severity;
import io.countersign.domain.oncall.route.FollowUp;
import io.countersign.domain.oncall.route.Route;
import io.countersign.domain.oncall.route.RouteMatch;
import io.countersign.domain.oncall.route.Routing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The file's section {@code routes}: who hears of what, where and when. */
final class RoutesSection {
  private static final int DAY_MINUTES = 1_440;
  private static final int MOST_REMINDERS = 20;

  private final Set<String> receivers;
  private final Set<String> names = new HashSet<>();

  private RoutesSection(Set<String> receivers) {
    this.receivers = receivers;
  }

  /**
   * @param receivers whom a route may name
   */
  static Routing read(SettingsReader top, Set<String> receivers) {
    var section = new RoutesSection(receivers);
    return new Routing(top.items("routes").stream().map(section::route).toList());
  }

  private Route route(SettingsReader settings) {
    var name = settings.required("name", SettingForm.text(), "unique; told where it's asked why");
    if (!names.add(name)) {
      settings.problem("name", "'" + name + "' is another route's");
    }
    var match = match(settings);
    var to = receivers(settings, "those who are told: notifications, and oncall:NAME");
    var goesOn =
        settings.value("continue", SettingForm.flag(), false, "whether later routes fit, too");
    var followUps = new ArrayList<>(reminders(settings, to));
    followUps.addAll(escalations(settings));
    followUps.sort(Comparator.comparing(FollowUp::after));
    return new Route(name, match, to, goesOn, followUps);
  }

  private static RouteMatch match(SettingsReader settings) {
    return new RouteMatch(
        kinds(settings),
        Set.copyOf(texts(settings, "teams", "owners in the catalogue; without it, all")),
        severities(settings),
        Set.copyOf(texts(settings, "environments", "of what it's about; without it, all")),
        NoticeForms.hours(settings, NoticeForms.UTC));
  }

  private static List<String> texts(SettingsReader settings, String key, String meaning) {
    return settings.value(key, SettingForm.texts(), List.of(), meaning);
  }

  private static Set<String> kinds(SettingsReader settings) {
    var kinds = new LinkedHashSet<String>();
    for (var text : texts(settings, "kinds", "of notices; without it, all")) {
      var kind = EnumNames.find(Notice.Kind.class, text);
      if (kind == null) {
        settings.problem("kinds", Nearest.unknown(text, EnumNames.all(Notice.Kind.class)));
      } else {
        kinds.add(EnumNames.of(kind));
      }
    }
    return kinds;
  }

  private static Set<Severity> severities(SettingsReader settings) {
    var severities = new LinkedHashSet<Severity>();
    for (var text : texts(settings, "severities", "of the incident; without it, all")) {
      var severity = EnumNames.find(Severity.class, text);
      if (severity == null) {
        settings.problem("severities", Nearest.unknown(text, EnumNames.all(Severity.class)));
      } else {
        severities.add(severity);
      }
    }
    return severities;
  }

  private List<String> receivers(SettingsReader settings, String meaning) {
    var to = texts(settings, "to", meaning);
    to.stream()
        .filter(it -> !receivers.contains(it))
        .forEach(it -> settings.problem("to", Nearest.unknown(it, receivers)));
    return to;
  }

  private static List<FollowUp> reminders(SettingsReader settings, List<String> to) {
    var section = settings.optionalObject("remind");
    if (section == null) {
      return List.of();
    }
    int minutes =
        section.required(
            "afterMinutes",
            wholeNumber(1, DAY_MINUTES),
            "and again after as many, while it waits for somebody");
    int times = section.value("times", wholeNumber(1, MOST_REMINDERS), 1, "how often at most");
    var reminders = new ArrayList<FollowUp>();
    for (int i = 1; i <= times; i++) {
      reminders.add(new FollowUp(Duration.ofMinutes((long) minutes * i), false, to));
    }
    return List.copyOf(reminders);
  }

  private List<FollowUp> escalations(SettingsReader settings) {
    return settings.items("escalate").stream()
        .map(
            it ->
                new FollowUp(
                    Duration.ofMinutes(
                        it.required(
                            "afterMinutes",
                            wholeNumber(1, DAY_MINUTES),
                            "while it waits for somebody")),
                    true,
                    receivers(it, "those who are told then")))
        .toList();
  }
}
