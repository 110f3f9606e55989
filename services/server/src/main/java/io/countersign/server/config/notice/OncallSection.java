package io.countersign.server.config.notice;

import static io.countersign.connectors.settings.SettingForm.parsed;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.settings.SettingsReader;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.calendar.rule.Span;
import io.countersign.domain.oncall.DutyOverride;
import io.countersign.domain.oncall.Rotation;
import io.countersign.server.config.notice.ScheduleSettings.Declared;
import io.countersign.server.config.notice.ScheduleSettings.Imported;
import io.countersign.server.config.notice.ScheduleSettings.LayerSettings;
import io.countersign.server.config.notice.ScheduleSettings.Plan;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/** The file's section {@code oncall}: who is on call when. */
final class OncallSection {
  private static final int DAY = 24;
  private static final int WEEK = 7 * DAY;
  private static final String FILE = "file";
  private static final SettingForm<Integer> EVERY =
      parsed("day, week or hours", OncallSection::hours, WEEK);
  private static final SettingForm<Path> PATH = parsed(FILE, OncallSection::readable, Path.of(""));

  private OncallSection() {}

  static List<ScheduleSettings> read(SettingsReader top) {
    return top.objects("oncall", "NAME").entrySet().stream()
        .map(it -> schedule(it.getKey(), it.getValue()))
        .toList();
  }

  private static ScheduleSettings schedule(String name, SettingsReader settings) {
    var via =
        settings.required("via", SettingForm.text(), "the notification that tells who is on call");
    var zone = settings.value("zone", NoticeForms.ZONE, NoticeForms.UTC, "whose clock it goes by");
    var layers = new ArrayList<LayerSettings>();
    var names = new HashSet<String>();
    for (var layer : settings.items("layers")) {
      var read = layer(layer, zone);
      if (!names.add(read.name())) {
        layer.problem("name", "'" + read.name() + "' is another layer's");
      }
      layers.add(read);
    }
    if (layers.isEmpty()) {
      settings.problem("layers", "must have at least one");
    }
    var overrides = settings.items("overrides").stream().map(it -> override(it, zone)).toList();
    return new ScheduleSettings(name, via, zone, layers, overrides);
  }

  private static LayerSettings layer(SettingsReader settings, ZoneId zone) {
    var name = settings.required("name", SettingForm.text(), "unique within the schedule");
    return new LayerSettings(name, plan(settings, zone), NoticeForms.hours(settings, zone));
  }

  /** Every key is asked for, so that the reference has them all. */
  private static Plan plan(SettingsReader settings, ZoneId zone) {
    var file = settings.optional(FILE, PATH, "of iCalendar, instead of what follows");
    var names =
        settings.all(
            "names", "SUMMARY", NoticeForms.PERSON, "whom an event of this summary is about");
    var every = settings.value("every", EVERY, WEEK, "how long a shift is by the clock");
    var start = settings.optional("start", NoticeForms.LOCAL, "the first handover");
    var people =
        settings.value(
            "participants", SettingForm.texts(), List.of(), "ids of principals, in their order");
    if (file != null) {
      check(settings, names.isEmpty(), "names", "must say whom the file's events are about");
      check(settings, !people.isEmpty(), "participants", "are those of the file");
      return new Imported(file, names, zone);
    }
    check(settings, start == null, "start", "is missing");
    check(settings, people.isEmpty(), "participants", "must name at least one");
    var first = Objects.requireNonNullElse(start, NoticeForms.LOCAL.standIn());
    return new Declared(new Rotation(participants(settings, people), first, every, zone));
  }

  private static void check(SettingsReader settings, boolean wrong, String key, String why) {
    if (wrong) {
      settings.problem(key, why);
    }
  }

  private static List<PrincipalId> participants(SettingsReader settings, List<String> texts) {
    var people = new ArrayList<PrincipalId>();
    for (var text : texts) {
      try {
        people.add(NoticeForms.person(text));
      } catch (IllegalArgumentException e) {
        settings.problem("participants", "'" + text + "' " + e.getMessage());
      }
    }
    return people.isEmpty() ? List.of(NoticeForms.PERSON.standIn()) : List.copyOf(people);
  }

  private static DutyOverride override(SettingsReader settings, ZoneId zone) {
    var from = settings.required("from", NoticeForms.LOCAL, "when it begins");
    var until = settings.required("until", NoticeForms.LOCAL, "when it ends");
    var span = new Span(from.atZone(zone).toInstant(), until.atZone(zone).toInstant());
    if (span.isEmpty() && !from.equals(NoticeForms.LOCAL.standIn())) {
      settings.problem("until", "must be after from");
    }
    return new DutyOverride(
        span, settings.required("person", NoticeForms.PERSON, "who has the duty then"));
  }

  private static int hours(String text) {
    return switch (text) {
      case "day" -> DAY;
      case "week" -> WEEK;
      default -> {
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > 8_760) {
          throw new IllegalArgumentException("must be day, week, or a number of hours up to 8760");
        }
        yield Integer.parseInt(text);
      }
    };
  }

  private static Path readable(String text) {
    try {
      if (Files.isReadable(Path.of(text))) {
        return Path.of(text).toAbsolutePath();
      }
    } catch (InvalidPathException _) {
      // told below
    }
    throw new IllegalArgumentException("is not a file that can be read");
  }
}
