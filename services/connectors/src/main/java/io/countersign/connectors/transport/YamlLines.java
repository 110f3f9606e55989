package io.countersign.connectors.transport;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The lines on which the members of a YAML document stand, by their JSON pointers. */
public final class YamlLines {
  private final Map<String, Integer> lines = new HashMap<>();
  private final Deque<Level> levels = new ArrayDeque<>();

  /** A mapping or a list that was begun; of a mapping the key that waits for its value. */
  private static final class Level {
    private final String pointer;
    private final boolean mapping;
    private String key = "";
    private boolean waits;
    private int count;

    Level(String pointer, boolean mapping) {
      this.pointer = pointer;
      this.mapping = mapping;
    }
  }

  private YamlLines() {}

  /** Of a document that was read already; what can't be parsed has no lines. */
  public static YamlLines of(String text) {
    var lines = new YamlLines();
    var settings = LoadSettings.builder().setBufferSize(text.length() + 2).build();
    try {
      new Parse(settings).parseString(text).forEach(lines::take);
    } catch (YamlEngineException _) {
      lines.lines.clear();
    }
    return lines;
  }

  /**
   * The line, counted from 1; of what isn't there, that of the nearest around it. Empty for the
   * document as a whole.
   */
  public Optional<Integer> at(String pointer) {
    for (var it = pointer; !it.isEmpty(); it = it.substring(0, Math.max(0, it.lastIndexOf('/')))) {
      var found = lines.get(it);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  private void take(Event event) {
    switch (event) {
      case CollectionStartEvent start ->
          levels.push(new Level(next(start, ""), start instanceof MappingStartEvent));
      case CollectionEndEvent _ -> levels.pop();
      case ScalarEvent scalar -> next(scalar, scalar.getValue());
      default -> {}
    }
  }

  /** Where it stands; a key only waits for its value. */
  private String next(Event event, String text) {
    var level = levels.peek();
    if (level == null) {
      return "";
    }
    if (level.mapping && !level.waits) {
      level.key = text;
      level.waits = true;
      note(level.pointer + "/" + text, event);
      return level.pointer;
    }
    var pointer = level.pointer + "/" + (level.mapping ? level.key : level.count++);
    level.waits = false;
    if (!level.mapping) {
      note(pointer, event);
    }
    return pointer;
  }

  private void note(String pointer, Event event) {
    event.getStartMark().ifPresent(it -> lines.putIfAbsent(pointer, it.getLine() + 1));
  }
}
