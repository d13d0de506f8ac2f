import { SegmentedControl, type SegmentedControlProps } from '@mantine/core';

export function Segments(props: SegmentedControlProps) {
  return <SegmentedControl {...props} />;
}
