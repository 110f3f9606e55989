package io.countersign.policies.condition;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The parts of an expression: its depth, its variables and its literals. */
final class ExpressionShape {
  private ExpressionShape() {}

  /** 1 for a literal or a variable. */
  static int depth(CelExpr expression) {
    int deepest = 0;
    for (var part : parts(expression)) {
      deepest = Math.max(deepest, depth(part));
    }
    return deepest + 1;
  }

  /** The policy's variables in it, sorted. */
  static List<String> variables(CelExpr expression) {
    var names = new TreeSet<String>();
    walk(expression, names, new TreeMap<>());
    return List.copyOf(names);
  }

  /** What each variable stands beside in a call, where that is a literal or a list of them. */
  static Map<String, Set<Object>> literals(CelExpr expression) {
    var literals = new TreeMap<String, Set<Object>>();
    walk(expression, new TreeSet<>(), literals);
    return literals;
  }

  private static void walk(
      CelExpr expression, Set<String> names, Map<String, Set<Object>> literals) {
    if (isVariable(expression)) {
      names.add(expression.ident().name());
    }
    var parts = parts(expression);
    if (expression.getKind() == CelExpr.ExprKind.Kind.CALL) {
      var beside = new HashSet<Object>();
      parts.forEach(part -> collect(part, beside));
      for (var part : parts) {
        if (isVariable(part) && !beside.isEmpty()) {
          literals.computeIfAbsent(part.ident().name(), _ -> new HashSet<>()).addAll(beside);
        }
      }
    }
    parts.forEach(part -> walk(part, names, literals));
  }

  private static boolean isVariable(CelExpr expression) {
    return expression.getKind() == CelExpr.ExprKind.Kind.IDENT
        && PolicyVariables.known(expression.ident().name());
  }

  private static void collect(CelExpr expression, Set<Object> into) {
    switch (expression.getKind()) {
      case CONSTANT -> literal(expression.constant(), into);
      case LIST -> expression.list().elements().forEach(it -> collect(it, into));
      case CALL, COMPREHENSION, IDENT, MAP, NOT_SET, SELECT, STRUCT -> {}
    }
  }

  private static void literal(CelConstant constant, Set<Object> into) {
    switch (constant.getKind()) {
      case INT64_VALUE -> into.add(constant.int64Value());
      case STRING_VALUE -> into.add(constant.stringValue());
      case BOOLEAN_VALUE,
          BYTES_VALUE,
          DOUBLE_VALUE,
          DURATION_VALUE,
          NOT_SET,
          NULL_VALUE,
          TIMESTAMP_VALUE,
          UINT64_VALUE -> {}
    }
  }

  private static List<CelExpr> parts(CelExpr expression) {
    return switch (expression.getKind()) {
      case CALL -> {
        var parts = new ArrayList<CelExpr>();
        expression.call().target().ifPresent(parts::add);
        parts.addAll(expression.call().args());
        yield parts;
      }
      case LIST -> expression.list().elements();
      case SELECT -> List.of(expression.select().operand());
      case MAP ->
          expression.map().entries().stream()
              .flatMap(it -> List.of(it.key(), it.value()).stream())
              .toList();
      case STRUCT -> expression.struct().entries().stream().map(it -> it.value()).toList();
      case COMPREHENSION -> {
        var fold = expression.comprehension();
        yield List.of(
            fold.iterRange(),
            fold.accuInit(),
            fold.loopCondition(),
            fold.loopStep(),
            fold.result());
      }
      case CONSTANT, IDENT, NOT_SET -> List.of();
    };
  }
}
