const icon = (path: string, fill = false) =>
  function Icon({ size = 22 }: { readonly size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill={fill ? 'currentColor' : 'none'}
        stroke={fill ? 'none' : 'currentColor'}
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
      >
        <path d={path} />
      </svg>
    );
  };

export const ChatIcon = icon(
  'M12 3c-5.2 0-9.4 3.6-9.4 8.1 0 2.5 1.3 4.7 3.4 6.2-.1 1.2-.6 2.3-1.4 3.2-.2.3 0 .7.4.7 1.9-.2 3.5-.9 4.8-1.9.7.1 1.4.2 2.2.2 5.2 0 9.4-3.7 9.4-8.3S17.200 3 12 3Z',
  true,
);
export const CloseIcon = icon('m6 6 12 12M18 6 6 18');
export const DownIcon = icon('m6 9 6 6 6-6');
export const SendIcon = icon('M3.400 20.400 21 12 3.400 3.600 3.400 10.100 15 12 3.400 13.900Z', true);
export const ClipIcon = icon(
  'm21 11.500-8.800 8.800a5.500 5.500 0 0 1-7.800-7.800l8.800-8.800a3.700 3.700 0 0 1 5.200 5.200l-8.900 8.800a1.800 1.800 0 0 1-2.600-2.600l8.200-8.100',
);
export const FileIcon = icon('M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8ZM14 3v5h5M9 13h6M9 17h4');
export const ShieldIcon = icon('M12 3 5 6v5c0 4.600 2.900 8.300 7 10 4.100-1.700 7-5.400 7-10V6ZM9.200 12l2 2 3.800-4');
export const ClockIcon = icon('M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7.500V12l3 2');
export const CheckIcon = icon('m5 12.500 4.500 4.500L19 7.500');
export const ChecksIcon = icon('m2 12.500 4.500 4.500L15 7.500M12 16l1 1 9-9.500');
export const AlertIcon = icon('M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7.500V13M12 16.500v.01');
export const CloudIcon = icon('M3 3l18 18M7 8.300A5 5 0 0 0 7.500 18H16M10 5.700A6 6 0 0 1 17.700 10a4 4 0 0 1 2.600 6.300');
export const DownloadIcon = icon('M12 4v11m-5-5 5 5 5-5M5 20h14');
