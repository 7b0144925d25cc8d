import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import classes from './supervisor.module.css';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

/** Told apart by people who see colours differently (Okabe and Ito), in an order that keeps the first ones calm. */
const PALETTE = ['#0b7c72', '#e69f00', '#56a4d9', '#cc79a7', '#d55e00', '#7a6ff0', '#8a9199', '#b8a800'];

/** A chart that follows the theme and the width. @param label what it shows, for who cannot see it */
export function Chart({ option, label }: { readonly option: EChartsCoreOption; readonly label: string }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    if (box.current === null) return;
    const made = init(box.current, scheme === 'dark' ? 'dark' : null);
    chart.current = made;
    const sized = new ResizeObserver(() => made.resize());
    sized.observe(box.current);
    return () => {
      sized.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [scheme]);
  useEffect(() => {
    chart.current?.setOption({ ...FRAME, ...option, color: PALETTE }, { notMerge: true });
  }, [option, scheme]);
  return <div ref={box} className={classes.chart} role="img" aria-label={label} />;
}

const FRAME: EChartsCoreOption = {
  backgroundColor: 'transparent',
  animationDuration: 250,
  grid: { left: 8, right: 12, top: 34, bottom: 4, containLabel: true },
  legend: { top: 0, left: 0, type: 'scroll', icon: 'roundRect', itemWidth: 10, itemHeight: 10 },
  tooltip: { trigger: 'axis', confine: true },
};
