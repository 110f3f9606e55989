/** Templates with named values, filled in without ever splicing text into a structure. */
@NullMarked
package io.countersign.connectors.template;

import org.jspecify.annotations.NullMarked;
