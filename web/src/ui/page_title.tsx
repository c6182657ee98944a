import { useEffect, useRef, type ReactNode } from "react";

/** The heading of a page: names the window, and takes the focus when its page opens. */
export function PageTitle({ title, focus, children }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · SeatSync`;
  }, [title]);
  useEffect(() => {
    if (focus) heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [focus]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}

interface PageTitleProps {
  title: string;
  focus: boolean;
  children?: ReactNode;
}
