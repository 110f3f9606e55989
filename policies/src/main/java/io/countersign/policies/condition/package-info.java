/**
 * Conditions in CEL over what policy looks at: compiled once, split at their top-level conjunctions
 * so that each part's truth can be told. The only place that knows the language.
 */
@NullMarked
package io.countersign.policies.condition;

import org.jspecify.annotations.NullMarked;
