package io.countersign.reports.drift;

import io.countersign.reports.json.JsonMembers;
import io.countersign.reports.record.LeafEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The windows that were declared by the leaves so far. */
final class DeclaredWindows {
  private record Window(
      @Nullable String team,
      @Nullable String environment,
      @Nullable String entity,
      Instant declaredAt,
      List<DeclaredEntry> entries) {
    boolean covers(String target, @Nullable String owner) {
      return fits(entity, target)
          && fits(environment, target.split("/", 3).length == 3 ? target.split("/", 3)[1] : null)
          && fits(team, owner);
    }

    private static boolean fits(@Nullable String wanted, @Nullable String given) {
      return wanted == null || wanted.equals(given);
    }
  }

  private final Map<String, Window> windows = new TreeMap<>();
  private final Map<String, String> owners = new TreeMap<>();

  void accept(LeafEvent event) {
    var payload = event.payload();
    switch (event.type()) {
      case "calendar.defined" -> defined(event);
      case "calendar.entries-recorded" -> entries(payload);
      case "calendar.lifted" -> windows.remove(payload.text("calendar", ""));
      case "catalog.entity-declared" -> {
        var entity = payload.object("entity");
        owners.put(entity.text("id", ""), entity.text("owner", ""));
      }
      default -> {}
    }
  }

  private void defined(LeafEvent event) {
    var payload = event.payload();
    var id = payload.text("calendar", "");
    windows.remove(id);
    if ("WINDOW".equals(payload.text("kind"))) {
      var scope = payload.object("scope");
      windows.put(
          id,
          new Window(
              scope.text("team"),
              scope.text("environment"),
              scope.text("entity"),
              event.at(),
              new ArrayList<>()));
    }
  }

  private void entries(JsonMembers payload) {
    var window = windows.get(payload.text("calendar", ""));
    if (window == null) {
      return;
    }
    for (var entry : payload.objects("entries")) {
      try {
        window.entries().add(DeclaredEntry.of(entry));
      } catch (IllegalArgumentException _) {
        // What can't be read as an entry explains nothing.
        continue;
      }
    }
  }

  /** The calendar whose window explains it: one declared before, and open then; null for none. */
  @Nullable String open(String entity, Instant at) {
    for (var one : windows.entrySet()) {
      var window = one.getValue();
      boolean before = !window.declaredAt().isAfter(at);
      if (before
          && window.covers(entity, owners.get(entity))
          && window.entries().stream().anyMatch(it -> it.isOn(at))) {
        return one.getKey();
      }
    }
    return null;
  }
}
