/** The law: runbooks and rules, compiled and evaluated. */
@NullMarked
package io.countersign.policies;

import org.jspecify.annotations.NullMarked;
