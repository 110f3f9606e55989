/** The tests of rules, in files beside them: cases, their run, and which rules they make hold. */
@NullMarked
package io.countersign.policies.suite;

import org.jspecify.annotations.NullMarked;
