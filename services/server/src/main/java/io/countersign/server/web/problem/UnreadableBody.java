package io.countersign.server.web.problem;

import io.countersign.connectors.spi.InputProblem;
import io.countersign.connectors.transport.StrictJson;
import io.countersign.domain.RefusalCode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * The refusal of a body that isn't what a request needs: what is wrong, and where, in our words,
 * since the parser's own quote the material.
 */
final class UnreadableBody {
  private UnreadableBody() {}

  static RefusedException refusal(@Nullable Throwable cause) {
    return switch (cause) {
      case UnrecognizedPropertyException unknown -> of("", List.of(unknown(unknown)));
      case DatabindException odd when !odd.getPath().isEmpty() ->
          of(
              "",
              List.of(
                  new InputProblem(
                      pointer(odd.getPath()), "isn't what belongs here" + StrictJson.where(odd))));
      case JacksonException parsing -> of(StrictJson.where(parsing), List.of());
      case null, default -> of("", List.of());
    };
  }

  private static RefusedException of(String why, List<InputProblem> problems) {
    return new RefusedException(
        RefusalCode.BAD_REQUEST, "The body isn't the JSON that this needs" + why + ".", problems);
  }

  private static InputProblem unknown(UnrecognizedPropertyException e) {
    var known = e.getKnownPropertyIds();
    var path = e.getPath();
    return InputProblem.unknownMember(
        pointer(path.subList(0, Math.max(0, path.size() - 1))),
        e.getPropertyName(),
        known == null ? List.of() : known.stream().map(String::valueOf).toList());
  }

  private static String pointer(List<JacksonException.Reference> path) {
    return path.stream()
        .map(
            it ->
                it.getPropertyName() == null
                    ? "/" + it.getIndex()
                    : "/" + InputProblem.shown(it.getPropertyName()))
        .collect(Collectors.joining());
  }
}
