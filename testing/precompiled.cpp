// Nothing of its own: it carries the headers that nearly every test includes, parsed once for all.
