package io.countersign.connectors.icalendar;

import io.countersign.connectors.spi.InputProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The content lines of a file: folded ones put together, empty ones left out.
 *
 * @param numbers of the lines of the file on which each begins, from 1
 */
record ContentLines(List<String> texts, List<Integer> numbers) {
  static final int MOST_BYTES = 1024 * 1024;

  /** Longer than any time, rule or list of exceptions that is taken. */
  private static final int LONGEST = 64 * 1024;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A file of which nothing is read. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient InputProblem problem;

    UnreadableException(int line, String why) {
      super(why);
      this.problem = ICalendarReading.problem(line, why);
    }

    InputProblem problem() {
      return problem;
    }
  }

  static ContentLines of(byte[] body) throws UnreadableException {
    if (body.length > MOST_BYTES) {
      throw new UnreadableException(1, "the file is larger than " + MOST_BYTES / 1024 + " KiB");
    }
    var unfolding = new Unfolding();
    for (var line : decoded(body).split("\r\n|\n|\r", -1)) {
      unfolding.add(line);
    }
    return unfolding.lines();
  }

  private static String decoded(byte[] body) throws UnreadableException {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException _) {
      throw new UnreadableException(1, "the file isn't text in UTF-8");
    }
  }

  /** The file's lines, as they come. */
  private static final class Unfolding {
    private final List<StringBuilder> texts = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private int number;

    void add(String line) throws UnreadableException {
      number++;
      if (line.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
        throw new UnreadableException(number, "holds a control character");
      }
      boolean folded = !texts.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"));
      if (folded) {
        texts.getLast().append(line, 1, line.length());
      } else if (!line.isBlank()) {
        texts.add(new StringBuilder(line));
        numbers.add(number);
      }
      if (!texts.isEmpty() && texts.getLast().length() > LONGEST) {
        throw new UnreadableException(
            numbers.getLast(), "is longer than " + LONGEST + " characters with what is folded");
      }
    }

    ContentLines lines() {
      return new ContentLines(texts.stream().map(StringBuilder::toString).toList(), numbers);
    }
  }

  /** As they were, without folds. */
  String joined() {
    return texts.stream().map(it -> it + "\r\n").collect(Collectors.joining());
  }

  /** The line of the file on which a content line begins, by its place from 0. */
  int number(int place) {
    return numbers.isEmpty() ? 1 : numbers.get(Math.min(place, numbers.size() - 1));
  }
}
