import type { RoutingWords } from './words.js';

const STATUSES: Readonly<Record<string, string>> = { away: '离开', offline: '离线', busy: '忙碌', online: '在线' };

export const ZH: RoutingWords = {
  by: {
    sticky: '熟悉这位客户',
    'round-robin': '轮到其接单',
    'least-loaded': '负荷最轻',
    'longest-idle': '空闲时间最长',
  },
  verdicts: {
    full: '人已满负荷',
    busy: '人忙碌',
    away: '人离开',
    offline: '人离线',
    skill: '人不具备所需技能',
    language: '人不会该语言',
  },
  facts: { team: '团队', priority: '优先级', category: '类别', language: '语言', tags: '标签', skills: '所需技能' },
  separator: '、',
  minutes: (count) => `${count} 分钟`,
  given: ({ agent, why, load, waited }) =>
    `等待 ${waited}后分配给 ${agent}（${why}${load === null ? '' : `，负荷 ${load.carried}/${load.capacity} 单位`}）。`,
  others: (possible, why) => {
    const could = possible === 0 ? '没有其他人可以接单' : `另有 ${possible} 人可以接单`;
    return why === '' ? `${could}。` : `${could}；不能接单的：${why}。`;
  },
  byHand: (actor, { agent, team }) => {
    const to = [team === null ? null : `团队 ${team}`, agent].filter((one) => one !== null).join('的 ');
    return to === '' ? `${actor} 使其没有团队和客服。` : `由 ${actor} 分配给 ${to}。`;
  },
  left: (agent) => `从 ${agent} 处收回：其已不再处理工单。`,
  leftTeam: (agent) => `从 ${agent} 处收回：其已不再属于该团队。`,
  abandoned: (agent, status, span) => `从 ${agent} 处收回：客户在线等待时，其已${STATUSES[status] ?? status} ${span}。`,
  overflowed: (from, to, span) => `从 ${from} 转到 ${to}：${from} 在 ${span}内无人接单。`,
  aboutToBeGiven: (team) => `即将分配给 ${team} 的成员。`,
  noMembers: (team) => `等待中：${team} 没有成员。`,
  nobodyCan: (team, why) => `等待中：${team} 目前无人可以接单（${why}）。`,
  noRules: () => '没有规则：留在其收件箱的团队。',
  noneMatched: (count) => `${count} 条规则均不匹配：留在其收件箱的团队。`,
  rule: (names, set) => `规则${names.map((name) => `“${name}”`).join('，然后')}匹配${set === '' ? '' : `，设置了${set}`}。`,
};
