import {
  IconAlertTriangle,
  IconBarrierBlock,
  IconBolt,
  IconBox,
  IconCar,
  IconBandage,
  IconLadder,
  IconScissors,
  IconSettings,
  IconStretching,
  IconThermometer,
  IconWall,
  IconWalk,
  IconArrowsLeftRight,
  IconArrowBigRightLines,
  type Icon,
} from '@tabler/icons-react';

/** The twelve types of accident that happen most on sites, each with a picture; the others stand in the list below them. */
export const PICTURED: readonly (readonly [number, Icon])[] = [
  [1, IconLadder],
  [2, IconWalk],
  [4, IconBox],
  [6, IconArrowBigRightLines],
  [7, IconSettings],
  [5, IconWall],
  [8, IconScissors],
  [3, IconArrowsLeftRight],
  [13, IconBolt],
  [11, IconThermometer],
  [17, IconCar],
  [19, IconStretching],
];

export const TYPE_ICONS = {
  near_miss: IconAlertTriangle,
  accident: IconBandage,
  property_damage: IconBarrierBlock,
} as const satisfies Record<string, Icon>;
