/** The way to the server: where it is, who speaks, what it answers. */
@NullMarked
package io.countersign.cli.api;

import org.jspecify.annotations.NullMarked;
