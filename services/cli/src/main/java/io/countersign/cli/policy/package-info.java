/** Policies from a terminal: what is in force, what is proposed, and what it would have said. */
@NullMarked
package io.countersign.cli.policy;

import org.jspecify.annotations.NullMarked;
