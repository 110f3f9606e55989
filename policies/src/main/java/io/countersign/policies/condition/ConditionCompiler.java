package io.countersign.policies.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import io.countersign.policies.engine.Passage;
import java.util.ArrayList;
import java.util.List;

/** The compiler of conditions: every problem of every one of them, at its place in the file. */
public final class ConditionCompiler {
  private static final String AND = "_&&_";

  private ConditionCompiler() {}

  /** What can't be compiled stands among the passage's problems, and isn't part of the result. */
  public static Condition compile(List<Passage> passages) {
    var conjuncts = new ArrayList<Conjunct>();
    for (var passage : passages) {
      if (passage.text().length() > ConditionLanguage.LONGEST) {
        passage.problem(
            0, 0, "a condition has at most " + ConditionLanguage.LONGEST + " characters");
      } else {
        compile(passage, conjuncts);
      }
    }
    return new Condition(conjuncts);
  }

  private static void compile(Passage passage, List<Conjunct> conjuncts) {
    var result = ConditionLanguage.compile(passage.text());
    try {
      checked(passage, result.getAst(), conjuncts);
    } catch (CelValidationException e) {
      e.getErrors().forEach(issue -> problem(passage, issue));
    } catch (CelEvaluationException e) {
      passage.problem(0, 0, "can't be planned: " + e.getMessage());
    }
  }

  private static void checked(Passage passage, CelAbstractSyntaxTree tree, List<Conjunct> conjuncts)
      throws CelEvaluationException {
    if (!tree.getResultType().equals(SimpleType.BOOL)) {
      passage.problem(
          0, 0, "a condition is true or false, but this is of type " + tree.getResultType().name());
    } else if (ExpressionShape.depth(tree.getExpr()) > ConditionLanguage.DEEPEST) {
      passage.problem(0, 0, "nested deeper than " + ConditionLanguage.DEEPEST);
    } else {
      split(tree, tree.getExpr(), conjuncts);
    }
  }

  private static void split(CelAbstractSyntaxTree whole, CelExpr part, List<Conjunct> conjuncts)
      throws CelEvaluationException {
    if (part.getKind() == CelExpr.ExprKind.Kind.CALL && part.call().function().equals(AND)) {
      for (var argument : part.call().args()) {
        split(whole, argument, conjuncts);
      }
      return;
    }
    var tree =
        CelAbstractSyntaxTree.newCheckedAst(
            part, whole.getSource(), whole.getReferenceMap(), whole.getTypeMap());
    conjuncts.add(
        new Conjunct(
            ConditionLanguage.text(tree),
            ConditionLanguage.program(tree),
            ExpressionShape.variables(part),
            ExpressionShape.literals(part)));
  }

  private static void problem(Passage passage, CelIssue issue) {
    var at = issue.getSourceLocation();
    passage.problem(at.getLine(), at.getColumn(), ConditionMessages.of(issue, passage.text()));
  }
}
