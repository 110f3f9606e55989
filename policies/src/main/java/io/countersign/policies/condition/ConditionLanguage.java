package io.countersign.policies.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationResult;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.parser.CelUnparser;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;

/**
 * CEL as conditions may use it: the standard macros and functions, our variables, nothing that
 * reaches outside. An evaluation is bounded by its text's length and depth and by how often its
 * loops turn, not by a clock: what was decided is decided so again.
 */
final class ConditionLanguage {
  /** Characters that a condition may have. */
  static final int LONGEST = 4096;

  /** How deep its syntax tree may be. */
  static final int DEEPEST = 64;

  private static final int ITERATIONS = 1000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST)
          .comprehensionMaxIterations(ITERATIONS)
          .enableHeterogeneousNumericComparisons(true)
          .populateMacroCalls(true)
          .build();

  private static final CelCompiler COMPILER = compiler();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
  private static final CelUnparser UNPARSER = CelUnparserFactory.newUnparser();

  private ConditionLanguage() {}

  private static CelCompiler compiler() {
    var builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    PolicyVariables.types().forEach(builder::addVar);
    return builder.build();
  }

  static CelValidationResult compile(String text) {
    return COMPILER.compile(text);
  }

  static Program program(CelAbstractSyntaxTree tree) throws CelEvaluationException {
    return RUNTIME.createProgram(tree);
  }

  /** In one way of writing it. */
  static String text(CelAbstractSyntaxTree tree) {
    return UNPARSER.unparse(tree);
  }
}
