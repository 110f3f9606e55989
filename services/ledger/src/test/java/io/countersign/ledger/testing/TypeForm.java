package io.countersign.ledger.testing;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The form in which a type is written as JSON: the members of every record that it can hold. */
public final class TypeForm {
  private final Map<String, String> lines = new TreeMap<>();

  private TypeForm() {}

  /** A line for each type of the domain, in order of their names. */
  public static String of(Class<?> type) {
    var form = new TypeForm();
    form.add(type);
    return form.lines.entrySet().stream()
        .map(line -> line.getKey() + line.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private void add(Type type) {
    switch (type) {
      case ParameterizedType it -> Stream.of(it.getActualTypeArguments()).forEach(this::add);
      case Class<?> it when !it.getName().startsWith("io.countersign.") -> {}
      case Class<?> it when lines.containsKey(name(it)) -> {}
      case Class<?> it when it.isSealed() -> alternatives(it);
      case Class<?> it when it.isRecord() -> members(it);
      case Class<?> it when it.isEnum() -> {} // a further constant is no other form
      default -> throw new IllegalArgumentException("no form of " + type);
    }
  }

  private void alternatives(Class<?> type) {
    var permitted =
        Stream.of(type.getPermittedSubclasses()).sorted(Comparator.comparing(Class::getName));
    lines.put(name(type), " = " + permitted.map(TypeForm::name).collect(Collectors.joining(" | ")));
    Stream.of(type.getPermittedSubclasses()).forEach(this::add);
  }

  private void members(Class<?> type) {
    var components = type.getRecordComponents();
    lines.put(
        name(type),
        Stream.of(components)
            .map(it -> it.getName() + ": " + name(it.getGenericType()))
            .collect(Collectors.joining(", ", "(", ")")));
    Stream.of(components).forEach(it -> add(it.getGenericType()));
  }

  private static String name(Type type) {
    return type.getTypeName().replaceAll("[a-z]+\\.", "");
  }
}
