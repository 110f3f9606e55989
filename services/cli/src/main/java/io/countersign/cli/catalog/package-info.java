/** The command on the catalogue. */
@NullMarked
package io.countersign.cli.catalog;

import org.jspecify.annotations.NullMarked;
