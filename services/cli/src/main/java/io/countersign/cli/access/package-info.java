/** Logging in; people, tokens and the kill switch. */
@NullMarked
package io.countersign.cli.access;

import org.jspecify.annotations.NullMarked;
