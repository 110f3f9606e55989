package io.countersign.reports.pack;

import io.countersign.reports.ControlCheck;
import io.countersign.reports.ReportKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The controls of a framework that the record speaks to, each with the checks that do. */
public record ControlPack(ReportKind kind, List<Control> controls) {
  /**
   * A control, in words of ours: the framework's own text isn't copied.
   *
   * @param id as the framework numbers it
   */
  public record Control(String id, String title, List<ControlCheck> checks) {
    public Control {
      checks = List.copyOf(checks);
    }
  }

  public ControlPack {
    controls = List.copyOf(controls);
  }

  /** The one that comes with this version of the report function. */
  public static ControlPack of(ReportKind kind) {
    var name = kind.label() + ".txt";
    try (var in = ControlPack.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no pack: " + kind.label());
      }
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ControlPack(
          kind,
          text.lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(ControlPack::control)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Control control(String line) {
    var parts = line.split("\\|", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not id | title | checks: " + line);
    }
    var checks = Stream.of(parts[2].split(",", -1)).map(String::strip).map(ControlPack::check);
    return new Control(parts[0].strip(), parts[1].strip(), checks.toList());
  }

  private static ControlCheck check(String id) {
    return ControlCheck.of(id)
        .orElseThrow(() -> new IllegalArgumentException("no such check: " + id));
  }

  /** The kinds that make its checks. */
  public Set<ReportKind> kinds() {
    var kinds = EnumSet.noneOf(ReportKind.class);
    controls.stream()
        .flatMap(it -> it.checks().stream())
        .flatMap(it -> it.kind().stream())
        .forEach(kinds::add);
    return kinds;
  }
}
