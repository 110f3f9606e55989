/** The addresses under which people act in other systems. */
@NullMarked
package io.countersign.cli.access.identity;

import org.jspecify.annotations.NullMarked;
