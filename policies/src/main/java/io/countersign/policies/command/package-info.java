/**
 * The commands that need no server: {@code countersign policy init}, {@code test} and {@code lint}.
 */
@NullMarked
package io.countersign.policies.command;

import org.jspecify.annotations.NullMarked;
