package io.countersign.connectors.icalendar;

import io.countersign.connectors.icalendar.ContentLines.UnreadableException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.ParserException;

/**
 * The components of a file, as the library's parser tells them one after the other. Of properties
 * only those are kept that say when something takes place, and what it's called.
 */
final class ComponentTree implements ContentHandler {
  private static final String CALENDAR = "VCALENDAR";
  private static final int DEEPEST = 3;
  private static final int MOST_COMPONENTS = 5_000;
  private static final Set<String> READ =
      Set.of(
          "DTSTART",
          "DTEND",
          "DURATION",
          "RRULE",
          "EXRULE",
          "RDATE",
          "EXDATE",
          "RECURRENCE-ID",
          "UID",
          "STATUS",
          "SUMMARY",
          "TZID",
          "TZOFFSETFROM",
          "TZOFFSETTO",
          "X-WR-TIMEZONE");

  private final ContentLines lines;
  private final List<ICalendarComponent> calendars = new ArrayList<>();
  private final Deque<ICalendarComponent> open = new ArrayDeque<>();
  private final Map<String, String> parameters = new HashMap<>();
  private int place = -1;
  private int components;
  private String value = "";

  private ComponentTree(ContentLines lines) {
    this.lines = lines;
  }

  /** The file's calendars. */
  static List<ICalendarComponent> of(ContentLines lines) throws UnreadableException {
    var tree = new ComponentTree(lines);
    try {
      new CalendarParserImpl(false).parse(new StringReader(lines.joined()), tree);
      return tree.calendars;
    } catch (ParserException e) {
      throw new UnreadableException(tree.line(), tree.why(e));
    } catch (IOException | RuntimeException _) {
      throw new UnreadableException(tree.line(), "isn't iCalendar from here on");
    }
  }

  /** What was nested too deep or too often; the parser hands it on as its cause. */
  private static final class BoundExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BoundExceededException(String why) {
      super(why);
    }
  }

  private String why(ParserException e) {
    return e.getCause() instanceof BoundExceededException bound
        ? String.valueOf(bound.getMessage())
        : calendars.isEmpty() && open.isEmpty()
            ? "isn't iCalendar: it doesn't begin with BEGIN:VCALENDAR"
            : "isn't iCalendar from here on, or ends too early";
  }

  private int line() {
    return lines.number(Math.max(0, place));
  }

  @Override
  public void startCalendar() {
    startComponent(CALENDAR);
  }

  @Override
  public void endCalendar() {
    endComponent(CALENDAR);
  }

  @Override
  public void startComponent(String name) {
    place++;
    if (open.size() >= DEEPEST) {
      throw new BoundExceededException("is nested deeper than " + DEEPEST);
    }
    if (++components > MOST_COMPONENTS) {
      throw new BoundExceededException("the file has more than " + MOST_COMPONENTS + " components");
    }
    var component =
        new ICalendarComponent(capitals(name), line(), new ArrayList<>(), new ArrayList<>());
    var parent = open.peek();
    (parent == null ? calendars : parent.parts()).add(component);
    open.push(component);
  }

  @Override
  public void endComponent(String name) {
    place++;
    open.pop();
  }

  @Override
  public void startProperty(String name) {
    place++;
    parameters.clear();
  }

  @Override
  public void parameter(String name, String text) {
    parameters.put(capitals(name), text.replace("\"", ""));
  }

  @Override
  public void propertyValue(String text) {
    value = text.strip();
  }

  @Override
  public void endProperty(String name) {
    var component = open.peek();
    if (component != null && READ.contains(capitals(name))) {
      component.properties().add(new ICalendarProperty(capitals(name), parameters, value, line()));
    }
  }

  private static String capitals(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
