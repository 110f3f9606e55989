/** What is doubtful about rules that compile: by their tests, and by a bounded search. */
@NullMarked
package io.countersign.policies.lint;

import org.jspecify.annotations.NullMarked;
