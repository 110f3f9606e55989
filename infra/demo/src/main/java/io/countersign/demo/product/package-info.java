/** The product from outside: its process, its configuration, its API. */
@NullMarked
package io.countersign.demo.product;

import org.jspecify.annotations.NullMarked;
